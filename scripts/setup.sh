#!/usr/bin/env bash
# Everything a fresh Debian-family machine needs, checked one by one and brought where it is missing.
# Usage: scripts/setup.sh run|test      (test adds the tools that only tests want)
# A second call costs a fraction of a second. As root it installs; otherwise it prints the exact line and exits 1.
set -euo pipefail
cd "$(dirname "$0")/.."

goal="${1:-run}"
venv=.venv
log="$venv/install.log"

# package = what proves that it is there (a shared library or a command)
libraries="
libegl1=libEGL.so.1 libgl1=libGL.so.1 libglib2.0-0=libgthread-2.0.so.0 libdbus-1-3=libdbus-1.so.3
libfontconfig1=libfontconfig.so.1 libxkbcommon0=libxkbcommon.so.0 libxkbcommon-x11-0=libxkbcommon-x11.so.0
libx11-xcb1=libX11-xcb.so.1 libxcb-cursor0=libxcb-cursor.so.0 libxcb-icccm4=libxcb-icccm.so.4
libxcb-image0=libxcb-image.so.0 libxcb-keysyms1=libxcb-keysyms.so.1 libxcb-randr0=libxcb-randr.so.0
libxcb-render-util0=libxcb-render-util.so.0 libxcb-shape0=libxcb-shape.so.0 libxcb-xinerama0=libxcb-xinerama.so.0
libxcb-xkb1=libxcb-xkb.so.1"
commands=""
if [ "$goal" = test ]; then commands="poppler-utils=pdftotext xvfb=Xvfb"; fi

say() { printf '%s\n' "$*"; }

missing_packages() {
    local known pair
    known="$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)"
    for pair in $libraries; do
        case "$known" in *"${pair#*=}"*) ;; *) printf '%s ' "${pair%%=*}" ;; esac
    done
    for pair in $commands; do
        command -v "${pair#*=}" >/dev/null || printf '%s ' "${pair%%=*}"
    done
}

install_packages() {
    if ! command -v apt-get >/dev/null; then
        say "缺少系统软件包：$*。本机没有 apt-get，请用系统自带的软件管理器安装同名软件包，然后重新运行。" >&2
        exit 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        say "缺少系统软件包，请先运行下面这一行，然后重新运行：" >&2
        say "  sudo apt-get install -y $*" >&2
        exit 1
    fi
    say "正在安装系统软件包：$*"
    apt_quiet "$@" || { apt-get -qq update && apt_quiet "$@"; } ||
        { say "系统软件包没有装上：$*。请运行 apt-get install -y $* 查看原因。" >&2; exit 1; }
}

apt_quiet() {
    DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 install -y --no-install-recommends "$@" \
        >/dev/null 2>&1
}

# The first Python from 3.11 to 3.13 that can also make a virtual environment (and is not one itself).
right='import sys; assert (3, 11) <= sys.version_info[:2] < (3, 14)'
usable="$right; import venv, ensurepip; assert sys.prefix == sys.base_prefix"
find_python() {
    local each
    for each in python3.11 python3 python3.12 python3.13 /usr/bin/python3 "${HOME:-/root}"/.pyenv/versions/3.1[123]*/bin/python3; do
        if command -v "$each" >/dev/null && "$each" -c "$usable" 2>/dev/null; then
            command -v "$each"
            return 0
        fi
    done
    return 1
}

need_python() {
    python="$(find_python)" && return
    install_packages python3 python3-venv
    python="$(find_python)" && return
    say "没有找到 Python 3.11 至 3.13，请先安装其中一个，然后重新运行。" >&2
    exit 1
}

# What was installed for: the project file, the place of the checkout, the goal.
stamp_of() { { sha256sum <pyproject.toml; pwd -P; printf '%s\n' "$1"; } | sha256sum | cut -d' ' -f1; }

installed() {
    [ -x "$venv/bin/python" ] && "$venv/bin/python" -c '' 2>/dev/null || return 1
    [ "$(cat "$venv/stamp-test" 2>/dev/null)" = "$(stamp_of test)" ] && return 0
    [ "$goal" = run ] && [ "$(cat "$venv/stamp-run" 2>/dev/null)" = "$(stamp_of run)" ]
}

install_python_side() {
    need_python
    if ! "$venv/bin/python" -c "$right" 2>/dev/null; then
        rm -rf "$venv"
        "$python" -m venv "$venv"
    fi
    say "正在安装程序所需的组件（第一次需要几分钟）……"
    local what="."
    if [ "$goal" = test ]; then what=".[dev]"; fi
    if ! "$venv/bin/python" -m pip --disable-pip-version-check --no-input install -e "$what" >"$log" 2>&1; then
        tail -n 25 "$log" >&2
        say "组件没有装上，原因见上面几行（全文在 $log）。检查网络后重新运行即可。" >&2
        exit 1
    fi
    stamp_of "$goal" >"$venv/stamp-$goal"
}

missing="$(missing_packages)"
# shellcheck disable=SC2086  # a list of package names, on purpose split into words
if [ -n "$missing" ]; then install_packages $missing; fi
installed || install_python_side
