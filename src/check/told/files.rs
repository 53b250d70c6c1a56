//! Files that cannot be read, are not what they are named, or are missing.

use super::{error, warning};
use crate::check::rule::{Group::Files, Rule};

pub(super) const RULES: &[&Rule] = &[
    &warning(
        Files,
        "not-utf-8",
        (
            "文件不是 UTF-8 编码，按 GBK 等编码读了",
            "A file that is not UTF-8: read as GBK or another encoding",
        ),
        (
            "编码靠猜，换一台电脑可能猜成乱码。UTF-8 文件开头的 BOM（记事本常写）不算问题，照读不误，不提示；mingbai fix 会去掉",
            "The encoding is a guess, and another computer may guess otherwise. A BOM before UTF-8, which Notepad writes, is no problem and not told of; mingbai fix takes it out",
        ),
        (
            "“另存为”时编码选 UTF-8；mingbai fix 能改",
            "save it with the encoding UTF-8; mingbai fix can do it",
        ),
    ),
    &error(
        Files,
        "bad-encoding",
        ("有的字节在哪种编码里都不是字", "Bytes that are a character in no encoding"),
        (
            "文件多半没存完整，缺了哪几个字程序不知道",
            "The file was probably not saved whole, and nobody can tell which words are gone",
        ),
        ("从原文件重新另存一份，编码选 UTF-8", "save it again from its original, as UTF-8"),
    ),
    &error(
        Files,
        "not-text",
        ("不是文本文件", "A file that is no text"),
        (
            "条目和登记表都是文本；Word、WPS 文件改了名字也还不是文本",
            "Entries and registers are texts; a Word or WPS file renamed is none",
        ),
        (
            "在原来的软件里另存为纯文本（UTF-8）",
            "save it as plain text (UTF-8) from the program it comes from",
        ),
    ),
    &error(
        Files,
        "lost-character",
        ("有字丢了，原处成了“�”", "Characters are lost, and ‘�’ stands in their place"),
        (
            "转换编码时丢的字找不回来，公开的内容必须准确（政府信息公开条例第六条）",
            "What a conversion lost cannot be got back; what is disclosed must be accurate (Regulation on Open Government Information art. 6)",
        ),
        ("照原件补上", "write it again from the original"),
    ),
    &error(
        Files,
        "control-character",
        ("有看不见的控制字符", "An invisible control character"),
        ("看不见，却会让网页或张贴件排错", "Nobody sees it, but it can spoil pages and sheets"),
        ("删去它再保存", "delete it and save"),
    ),
    &error(
        Files,
        "direction-mark",
        ("有改变文字方向的隐藏字符", "A hidden character that turns the direction of writing"),
        (
            "人看到的和文件里写的不一样，审核的就不是公开的",
            "People see another text than the file holds, so what was reviewed is not what is shown",
        ),
        ("删去它再保存", "delete it and save"),
    ),
    &error(
        Files,
        "empty-file",
        ("文件是空的", "A file with nothing in it"),
        ("空文件多半是没存上", "An empty file was probably not saved"),
        ("打开原文件重新保存，或删去它", "save it again from its original, or delete it"),
    ),
    &warning(
        Files,
        "leftover-file",
        ("编辑软件或同步软件留下的副本", "A copy that an editor or a sync program left"),
        (
            "旧稿和新稿都公开，群众不知道信哪份，所以副本不生成",
            "With an old draft beside the new one nobody knows which to believe, so copies are not built",
        ),
        ("不要的就删掉；要用的就改个名", "delete it, or give it another name"),
    ),
    &error(
        Files,
        "bad-file-name",
        ("文件名里有不能用的字符", "A file name with characters that cannot be used"),
        (
            "这样的文件名在别的电脑或网站空间上打不开",
            "Such a name cannot be opened on other computers or on the web host",
        ),
        ("改文件名，只用汉字、字母、数字、- 和 _", "rename it with letters, digits, - and _"),
    ),
    &error(
        Files,
        "missing-file",
        ("站点缺一个文件，或链接的文件不存在", "A file of the site, or one that is linked to, is not there"),
        ("群众点开是空的，等于没公开", "A link that leads nowhere discloses nothing"),
        ("把文件放到写的位置，或改正文件名", "put the file there, or mend its name"),
    ),
    &error(
        Files,
        "missing-attachment",
        ("写了附件，文件不在", "An attachment that is not there"),
        ("附件是公开内容的一部分", "An attachment is part of what is disclosed"),
        ("文件放在条目旁边，或改正文件名", "put the file beside the entry, or mend its name"),
    ),
    &error(
        Files,
        "attachment-kind",
        ("附件是程序或网页脚本", "An attachment that is a program, or a page with scripts"),
        (
            "网站空间会运行它（.php、.asp），浏览器会执行里面的脚本（.html、.svg），群众下载了会中毒（.exe）",
            "The web host runs it (.php, .asp), browsers run the scripts within it (.html, .svg), or it harms whoever opens it (.exe)",
        ),
        ("另存为 PDF 再附；图放进正文", "attach it as a PDF; show drawings in the body"),
    ),
    &error(
        Files,
        "missing-picture",
        (
            "图片不在，或大小写对不上",
            "A picture that is not there, or whose name is written in other letters",
        ),
        (
            "自己电脑上能看到、网站上看不到，常是文件名大小写不同",
            "Seen on one's own computer and missing on the site: often upper and lower case differ",
        ),
        ("图片放在条目旁边，文件名照抄", "put it beside the entry and copy its name exactly"),
    ),
    &error(
        Files,
        "bad-path",
        (
            "文件路径不在站点的文件夹里，或写法不对",
            "A path that leaves the site's folder or is written wrongly",
        ),
        (
            "别的文件夹里的东西不该由条目带到网上",
            "An entry must not bring onto the web what lies in other folders",
        ),
        ("文件放在条目旁边，只写文件名", "put the file beside the entry and write its name only"),
    ),
    &error(
        Files,
        "changed-meanwhile",
        ("文件在读的时候变了", "A file that changed while it was read"),
        ("读到的可能一半新一半旧", "What was read may be half new and half old"),
        ("再运行一次", "run it once more"),
    ),
    &error(
        Files,
        "unreadable-file",
        ("文件读不了", "A file that cannot be read"),
        ("没有读的权限，或别的软件正占着它", "There is no permission, or another program holds it"),
        ("关掉占着它的软件，检查权限，再运行", "close what holds it, look at its permissions, run again"),
    ),
    &error(
        Files,
        "unreadable-attachment",
        ("附件读不了", "An attachment that cannot be read"),
        ("附件要原样放到网站上，读不了就放不上", "It is copied to the site, which takes reading it"),
        ("关掉占着它的软件，检查权限，再运行", "close what holds it, look at its permissions, run again"),
    ),
    &error(
        Files,
        "unreadable-font",
        ("字体文件读不了", "A font that cannot be read"),
        ("缺了字体，张贴件会换字", "Without it sheets are set in another font"),
        ("检查文件权限，或从 fonts 里删去", "look at its permissions, or take it out of fonts"),
    ),
    &error(
        Files,
        "unreadable-picture",
        ("图片读不了", "A picture that cannot be read"),
        ("图片要处理后才能公开，读不了就处理不了", "Pictures are worked on before they are shown"),
        ("关掉占着它的软件，检查权限，再运行", "close what holds it, look at its permissions, run again"),
    ),
    &error(
        Files,
        "broken-link",
        ("快捷方式（符号链接）指向的文件不存在", "A symbolic link that leads nowhere"),
        ("读不到内容", "There is nothing to read"),
        ("换成文件本身，或删去", "put the file itself there, or delete the link"),
    ),
    &error(
        Files,
        "link-loop",
        ("链接绕回上级文件夹", "A link that leads back to a folder above"),
        ("照着走永远走不完", "Following it would never end"),
        ("删去这个链接", "delete the link"),
    ),
    &error(
        Files,
        "link-outside",
        ("链接指向站点以外", "A link that leads out of the site"),
        ("站点以外的文件不该被带到网上", "What lies outside the site must not be brought onto the web"),
        ("把文件复制进来", "copy the file into the site"),
    ),
    &error(
        Files,
        "special-file",
        ("不是普通文件（管道、设备）", "A pipe or a device instead of a file"),
        ("读它可能永远读不完", "Reading it might never end"),
        ("把它移出文件夹", "move it out of the folder"),
    ),
    &error(
        Files,
        "file-too-large",
        ("文件太大", "A file that is too large"),
        (
            "条目最多 512 KB，附件和字体最多 100 MB：再大，手机打不开，多半也放错了",
            "An entry holds 512 KB, an attachment or a font 100 MB: phones open no more, and it is probably no such file",
        ),
        ("分成几个文件，或换成小的", "part it, or put a smaller one there"),
    ),
    &error(
        Files,
        "folder-too-deep",
        ("文件夹套得太深", "Folders nested too deep"),
        ("路径太长，在别的电脑上打不开", "Such long paths cannot be opened on other computers"),
        ("把里面的文件移到外层", "move what lies in it further out"),
    ),
    &error(
        Files,
        "too-many-files",
        ("文件太多", "Too many files"),
        ("多半是误把别的文件夹放了进来", "Another folder was probably put here by mistake"),
        ("把不是条目的文件夹移出去", "move folders out that hold no entries"),
    ),
    &error(
        Files,
        "picture-broken",
        ("图片损坏或不完整", "A picture that is damaged or cut short"),
        ("显示出来是半张或空白", "It would show half or nothing"),
        ("重新从手机或相机复制一份", "copy it from the phone or the camera again"),
    ),
    &error(
        Files,
        "picture-kind",
        ("图片格式不能用", "A file that is no picture of a kind that can be used"),
        ("浏览器和排版只认 JPG、PNG、WebP、SVG", "Browsers and sheets know JPG, PNG, WebP and SVG"),
        ("另存为 JPEG（.jpg）或 PNG（.png）", "save it as JPEG (.jpg) or PNG (.png)"),
    ),
    &error(
        Files,
        "picture-heic",
        ("HEIC 照片", "A HEIC photograph"),
        ("iPhone 默认存成 HEIC，多数浏览器打不开", "Phones save it so, and most browsers cannot show it"),
        (
            "手机相机设置里选“兼容性最佳”，或另存为 JPG",
            "set the phone's camera to ‘most compatible’, or save it as JPG",
        ),
    ),
    &error(
        Files,
        "picture-cmyk",
        ("印刷用的 CMYK 图片", "A picture in the colours of printing presses (CMYK)"),
        ("网页上颜色会错", "Its colours come out wrong on pages"),
        ("在制图软件里转成 RGB 再导出", "turn it into RGB in the picture editor and export it again"),
    ),
    &error(
        Files,
        "picture-svg",
        ("SVG 图里有不能用的东西", "An SVG drawing that holds what cannot be used"),
        (
            "SVG 里能藏程序和外部地址，公开的图里不能有",
            "An SVG can hide programs and outside addresses, which no public drawing may have",
        ),
        ("在制图软件里导出为 PNG", "export it as PNG from the drawing program"),
    ),
    &error(
        Files,
        "picture-too-large",
        ("图片太大", "A picture that is too large"),
        ("手机打不开，也占满网站空间", "Phones cannot open it, and it fills the web host"),
        ("用画图软件缩小后再放进来", "make it smaller in a picture editor"),
    ),
    &error(
        Files,
        "outside-picture",
        ("图片在别的网站上", "A picture of another site"),
        (
            "别的网站一改，图就没了；看的人也被别的网站记下",
            "It goes when that site changes, and that site learns who looks",
        ),
        ("把图片存到条目旁边，写文件名", "save the picture beside the entry and write its file name"),
    ),
];
