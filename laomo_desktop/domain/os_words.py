"""What the operating system says no with, in the clerk's language."""

import errno
from collections.abc import Mapping

WORDS: Mapping[int, str] = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "磁盘容不下这么大的文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOENT: "文件夹不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.EEXIST: "已有同名文件",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "文件正被占用",
    errno.ENODEV: "磁盘已拔出",
    errno.ENXIO: "磁盘已拔出",
}


def is_held(error: OSError) -> bool:
    """Whether another program has the file: Windows' sharing and lock violations, and what comes to the same."""
    return getattr(error, "winerror", 0) in {32, 33} or error.errno in {errno.EBUSY, errno.ETXTBSY}


def in_words(error: OSError) -> str:
    """Why the file could not be read or written, in a few words."""
    if getattr(error, "winerror", 0) in {32, 33}:
        return "文件正被另一个程序打开"
    return WORDS.get(error.errno or 0, "系统不允许")
