"""Workbooks made from the vocabulary: the empty one that a project fills in, and one made from rows.

`template_plan` decides which sheets and columns there are, `template_xlsx` writes them.
"""

from compliance.inventory.template_plan import Column, SheetPlan, plan
from compliance.inventory.template_xlsx import write_rows, write_workbook

__all__ = ["Column", "SheetPlan", "plan", "write_rows", "write_workbook"]
