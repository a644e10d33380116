"""What are uploads' states, deeds and refusals called?"""

from django.utils.translation import gettext_lazy as _

ROOM = _("文件")

STATES = {
    "open": _("正在传"),
    "ready": _("已传完"),
    "kept": _("已收下"),
    "refused": _("没有收下"),
    "cancelled": _("已取消"),
    "expired": _("已过期"),
}

SCANS = {
    "not_scanned": _("未查毒"),
    "clean": _("已查毒"),
    "infected": _("有病毒"),
}

VERBS = {
    "files.file.stored": _("收下文件"),
    "files.file.condemned": _("封存带病毒的文件"),
    "files.upload.opened": _("开始传文件"),
    "files.upload.checked": _("传完文件"),
    "files.upload.refused": _("拒收文件"),
    "files.upload.cancelled": _("取消传文件"),
    "files.quarantine.swept": _("清理没人要的上传"),
}

REFUSALS = {
    "files.not_yours": _("没有登录，不能上传文件。请先登录。"),
    "files.missing": _("这个下载链接已经过期。请回到原来的页面，再点一次下载。"),
    "files.missing_upload": _("没有这次上传，可能已经过期。请重新选文件再传。"),
    "files.condemned": _("“%(name)s”查出病毒，已经封存，不能下载。请联系系统管理员。"),
    "files.empty": _("“%(name)s”是空文件，没有收下。请打开看看内容，另存后再传。"),
    "files.too_large": _("“%(name)s”没有收下：每件最大 %(mb)s MB。请压缩图片或分成几件再传。"),
    "files.kind": _("“%(name)s”没有收下：只收 %(kinds)s。请另存为其中一种再传。"),
    "files.locked": _(
        "“%(name)s”没有收下：它设了密码，或是旧格式。请去掉密码，另存为新格式（DOCX、XLSX）再传。"
    ),
    "files.broken": _("“%(name)s”没有收下：文件打不开，可能坏了。请在电脑上打开，另存一份再传。"),
    "files.active": _(
        "“%(name)s”没有收下：这份 PDF 里带有脚本、动作或附件。请打印成 PDF，用新的那份再传。"
    ),
    "files.macros": _("“%(name)s”没有收下：里面带有宏或控件。请另存为不带宏的文件再传。"),
    "files.embedded": _(
        "“%(name)s”没有收下：里面嵌着别的文件。请删去嵌入的文件，需要的另作附件传。"
    ),
    "files.linked": _(
        "“%(name)s”没有收下：它会自动取外面的模板、图片或数据。请把链接改成插入，另存再传。"
    ),
    "files.fields": _(
        "“%(name)s”没有收下：里面有会自动取数或运行的域、公式。请把它们改成普通文字，另存再传。"
    ),
    "files.entities": _(
        "“%(name)s”没有收下：它的内部写法不安全。请用 Word 或 Excel 另存一份再传。"
    ),
    "files.unsafe_names": _(
        "“%(name)s”没有收下：它的内部零件名不安全。请用 Word 或 Excel 另存一份再传。"
    ),
    "files.two_faced": _("“%(name)s”没有收下：一个文件里藏着两种。请打开原件，另存一份再传。"),
    "files.packed": _("“%(name)s”没有收下：展开后太大或零件太多。请另存一份普通文档再传。"),
    "files.pixels": _("“%(name)s”没有收下：图片超过 %(millions)s00 万像素。请缩小图片再传。"),
    "files.infected": _(
        "“%(name)s”没有收下：查出病毒（%(found)s）。请先在电脑上杀毒，再传干净的文件。"
    ),
    "files.too_slow": _("“%(name)s”没有收下：检查用时太长。请另存一份简单些的文件再传。"),
    "files.busy": _("“%(name)s”还没有检查：现在传文件的人多。请过一分钟再传。"),
    "files.storage_away": _(
        "“%(name)s”没有收下：存文件的地方暂时连不上。请过几分钟再传；还不行就告诉系统管理员。"
    ),
    "files.lost": _("“%(name)s”没有收下：传来的内容找不到了。请重新选文件再传。"),
    "files.too_many_open": _("已有 %(most)s 份文件没传完。请先传完或取消，再传新的。"),
    "files.no_such_move": _("这次上传已经结束。请重新选文件再传。"),
    "files.upload_moved": _("“%(name)s”的上传刚在另一个窗口里变了。请刷新页面看看。"),
    "files.upload_unclear": _("没有开始传：页面送来的内容不完整。请刷新页面再试。"),
    "files.part_large": _("没有收下这一段：它超出了文件的大小。请重新选文件再传。"),
    "files.part_broken": _("这一段在路上坏了。会自动再传一次。"),
    "files.goes_on_at": _("从第 %(offset)s 字节接着传。"),
    "files.not_whole": _("“%(name)s”还没有传完。请接着传。"),
}
