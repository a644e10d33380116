"""What are uploads' deeds and refusals called?"""

from django.utils.translation import gettext_lazy as _

ROOM = _("文件")

VERBS = {"files.file.stored": _("收下文件")}

REFUSALS = {
    "files.not_yours": _("这个席位不能上传文件。请由活动办公室上传。"),
    "files.missing": _("这个下载链接已经过期。请回到原来的页面，再点一次下载。"),
    "files.empty": _("“%(name)s”是空文件，没有收下。请打开看看内容，另存后再传。"),
    "files.too_large": _("“%(name)s”没有收下：每件最大 %(mb)s MB。请压缩图片或分成几件再传。"),
    "files.kind": _("“%(name)s”没有收下：只收 %(kinds)s。请另存为其中一种再传。"),
    "files.active": _(
        "“%(name)s”没有收下：里面带有宏、脚本或嵌入的文件。请另存为不带宏的文件再传。"
    ),
    "files.packed": _("“%(name)s”没有收下：展开后太大或零件太多。请另存一份普通文档再传。"),
}
