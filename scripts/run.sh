#!/usr/bin/env bash
# Opens the window; on a machine without a screen it does the whole main job on sample data instead.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh run
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/python -m laomo_desktop "$@"
fi
echo "这台机器没有图形界面，窗口打不开。改为用示例数据演示一遍全部工作，文件放在 out/demo。"
exec .venv/bin/python -m laomo_desktop demo --out out/demo
