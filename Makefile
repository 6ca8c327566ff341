# `make run` opens the program, `make test` proves it. Both set up whatever is missing first.
.DEFAULT_GOAL := help
.PHONY: help run test lint setup prove simulate

help:
	@echo "make run    打开程序"
	@echo "make test   检查并运行全部测试"
	@echo "make lint   只做静态检查"
	@echo "make prove  数据包交换的长时间随机证明（MINUTES=30 STEPS=30000）"
	@echo "make simulate  15个区市两年的往来模拟"

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

prove: setup
	.venv/bin/python scripts/prove.py --minutes $(or $(MINUTES),30) --steps $(or $(STEPS),30000)

simulate: setup
	.venv/bin/python -m tests.proof.simulation
