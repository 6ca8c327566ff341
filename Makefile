# `make run` opens the program, `make test` proves it. Both set up whatever is missing first.
.DEFAULT_GOAL := help
.PHONY: help run test lint setup

help:
	@echo "make run    打开程序"
	@echo "make test   检查并运行全部测试"
	@echo "make lint   只做静态检查"

run:
	@scripts/run.sh

setup:
	@scripts/setup.sh test

lint: setup
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

test: lint
	QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest -n 2 --dist loadfile
