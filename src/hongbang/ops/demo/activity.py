"""Which activities have the demonstration's units recorded? A few; all invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from hongbang.activity import operations as activities
from hongbang.activity.rules.commands import Record, Told
from hongbang.kernel.canon import sha256_hex
from hongbang.kernel.period import beijing_day, start_of
from hongbang.ops.demo.applications import clerk_of
from hongbang.ops.demo.bodies import BOOKSHOP, HOTEL, STORE


@dataclass(frozen=True, slots=True)
class DemoActivity:
    """One invented activity: whose, how long ago, from nine on for how many hours, with whom."""

    unit: str
    days_ago: int
    kind: str
    title: str
    place: str
    lasted: int
    heads: tuple[int, int, int, int]
    helped: int = 0

    def record(self, at: datetime) -> None:
        """Record it, as the unit's clerk does when it is over."""
        teams, people, women, under35 = self.heads
        nine = start_of(beijing_day(at)) + timedelta(hours=9)
        told = Told(
            kind=self.kind,
            title=self.title,
            place=self.place,
            starts_at=nine,
            ends_at=nine + timedelta(hours=self.lasted),
            break_minutes=0,
            teams=teams,
            people=people,
            women=women,
            under35=under35,
            hours=Decimal(self.lasted),
            helped=self.helped,
        )
        key = sha256_hex(f"{self.unit}{self.title}".encode())
        activities.record(Record(told, key), by=clerk_of(self.unit, at), at=at)


ACTIVITIES = (
    DemoActivity(STORE, 33, "training", "接待礼仪轮训", "六楼培训室", 3, (6, 64, 41, 30)),
    DemoActivity(STORE, 25, "contest", "商品包装技能比武", "一楼中庭", 4, (8, 32, 24, 19)),
    DemoActivity(
        STORE, 18, "community", "为社区老人磨刀配匙", "示范弄小广场", 3, (2, 9, 5, 4), 120
    ),
    DemoActivity(HOTEL, 20, "training", "急事单怎么用", "员工餐厅", 2, (3, 27, 15, 12)),
    DemoActivity(HOTEL, 12, "promotion", "大堂问讯志愿日", "饭店大堂", 4, (1, 6, 3, 5), 210),
    DemoActivity(BOOKSHOP, 15, "publicity", "日报报道读者登记簿", "本市日报", 1, (1, 6, 4, 3)),
)
