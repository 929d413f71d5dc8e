"""Small programs that stand in the middle of the region's process. Data only."""

from stegvis.demo.content.process.hjarnskakning import FIXED_STEP
from stegvis.demo.content.process.hjarnskakning import PROGRAM as HJARNSKAKNING
from stegvis.demo.content.process.infor_operation import PROGRAM as INFOR_OPERATION
from stegvis.demo.content.process.insulin import PROGRAM as INSULIN
from stegvis.demo.content.process.rokfri import PROGRAM as ROKFRI

__all__ = ["FIXED_STEP", "HJARNSKAKNING", "INFOR_OPERATION", "INSULIN", "ROKFRI"]
