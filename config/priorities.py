"""What releases are worth, and by what a plan is ordered, as settings."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from config.strict import Strict

Order = Literal["due", "rank", "value", "rice", "wsjf", "moscow"]
MOST = 1e9  # of any figure of a priority: more is a slip of the hand
Figure = Annotated[float, Field(ge=0, le=MOST)]


def _percent(value: Any) -> Any:
    """Read `80%` as 0.8."""
    told = value.strip() if isinstance(value, str) else ""
    is_percent = re.fullmatch(r"\d{1,3}(\.\d+)?\s*%", told)
    return float(told.rstrip("% ")) / 100 if is_percent else value


def _share(value: float) -> float:
    if not 0 <= value <= 1:
        raise ValueError("a share like 0.8 or 80%")
    return value


def _moscow(value: Any) -> Any:
    """Read `Won't` as `wont`; a class has no other spelling."""
    return re.sub(r"['\u2019]", "", value.casefold()) if isinstance(value, str) else value


class PrioritySettings(Strict):
    """What a release is worth; `planning: order:` says which of the figures count."""

    value: Figure | None = None
    effort: Annotated[float, Field(gt=0, le=MOST)] | None = None
    reach: Figure | None = None
    impact: Figure | None = None
    confidence: Annotated[float, BeforeValidator(_percent), AfterValidator(_share)] | None = None
    time_criticality: Figure | None = None
    risk_reduction: Figure | None = None
    moscow: (
        Annotated[Literal["must", "should", "could", "wont"], BeforeValidator(_moscow)] | None
    ) = None

    @model_validator(mode="after")
    def _says_something(self) -> "PrioritySettings":
        if not self.model_fields_set:
            raise ValueError("a figure like `value: 8`, or a class like `moscow: must`")
        return self
