#!/bin/sh
# 安装或升级收发。用法：sh install.sh [--prefix 文件夹] [--office 办公室文件夹]... [--no-office]
# 不需要联网，不需要 root；需要 python3.11（带 venv）。可用 PYTHON=/路径/python3.11 指明。
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
for python in "${PYTHON:-}" python3.11 python3; do
  [ -n "$python" ] || continue
  if "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
    PYTHONPATH="$here/app" PYTHONDONTWRITEBYTECODE=1 \
      exec "$python" -P -s -X utf8 -m scripts.installer.main "$here" "$@"
  fi
done
echo "本机没有 python3.11。请管理员装上 python3.11 和 python3.11-venv，或用 PYTHON=/路径/python3.11 指明。" >&2
exit 4
