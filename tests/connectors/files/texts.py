"""Small sources to write down: a data folder, an export of Jira, an export of Linear."""

from collections.abc import Mapping
from pathlib import Path

ISSUES = """\
key,type,created,resolved,points,sprint_ids,fix_versions,status,priority,parent,links,resolution
SHOP-1,Epic,2024-01-01T08:00:00Z,,,,1.0,In Progress,High,,,
SHOP-2,Story,2024-01-02T08:00:00Z,2024-02-01T10:00:00Z,3,11,1.0,Closed,High,SHOP-1,blocks:SHOP-3,Fixed
SHOP-3,Bug,2024-01-03T08:00:00Z,2024-02-02T10:00:00Z,,11;12,1.0;1.1,Closed,,SHOP-1,\
depends on:SHOP-4,Duplicate
SHOP-4,Sub-task,2024-01-04T08:00:00Z,,0.5,,,Open,,SHOP-2,is dependent of:SHOP-1;relates to:SHOP-3,
"""
VERSIONS = """\
name,release_date,start_date,due_date,released
1.0,2024-03-01,2024-01-01,2024-02-15,True
1.1,2024-06-01,,,False
1.2,,,2024-07-01,False
0.9,,,,True
"""
SPRINTS = """\
id,name,start,end,complete,committed_points,completed_points,committed_issues,completed_issues,board
11,Sprint 1,2024-01-08T08:00:00Z,2024-01-22T08:00:00Z,2024-01-22T09:00:00Z,5.0,3.0,4,2,7
12,Sprint 2,,,,,,,,7
"""
CHANGES = """\
key,at,field,from,to
SHOP-2,2024-01-05T08:00:00Z,milestone,,1.0
SHOP-3,2024-01-06T08:00:00Z,status,Open,In Progress
SHOP-2,2024-01-09T08:00:00Z,Story Points,5,3
SHOP-2,2024-02-01T10:00:00Z,status,Open,Closed
SHOP-2,2024-02-01T10:00:00Z,resolution,,Fixed
SHOP-3,2024-02-02T10:00:00Z,resolution,,Duplicate
SHOP-3,2024-02-02T10:00:00Z,status,In Progress,Closed
SHOP-3,2024-02-02T10:00:00Z,status,In Progress,Closed
"""
FOLDER = {
    "issues.csv": ISSUES,
    "versions.csv": VERSIONS,
    "sprints.csv": SPRINTS,
    "changes.csv": CHANGES,
}
JIRA = """\
Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Priority,Resolution,Assignee,\
Created,Updated,Resolved,Fix versions,Fix versions,Sprint,Sprint,Labels,Labels,Due date,Parent,\
Security Level,Custom field (Story Points),Outward issue link (Blocks),Inward issue link (Blocks),\
Status Category
Checkout,SHOP-1,10001,Epic,In Progress,SHOP,The Shop,High,,Ann,26/Nov/24 3:04 PM,\
27/Nov/24 9:00 AM,,,,,,,,,,,,,,In Progress
"Pay by ""card""
in two lines, quoted",SHOP-2,10002,Story,Done,SHOP,The Shop,High,Done,Bo,2024-11-26 15:04,\
2024-12-02 10:00,2024-12-01 09:30,1.0,1.1,Sprint 1,Sprint 2,web,pay,31/Dec/24,10001,,5,SHOP-3,,Done
Refund,SHOP-3,10003,Bug,Geschlossen,SHOP,The Shop,,Won't Do,,2024-11-26T15:04:00.000+0000,\
2024-12-03 10:00,2024-12-02 10:00,1.0,,,,,,,10001,Staff only,,,,Done
Check,SHOP-4,10004,Sub-task,To Do,SHOP,The Shop,,,,2024-11-27 10:00,2024-11-27 10:00,,,,,,,,,\
10002,,,,SHOP-3,To Do
"""
LINEAR = """\
ID,Team,Title,Description,Status,Estimate,Priority,Project ID,Project,Creator,Assignee,Labels,\
Cycle Number,Cycle Name,Cycle Start,Cycle End,Created,Updated,Started,Triaged,Completed,Canceled,\
Archived,Due Date,Parent issue,Initiatives,Project Milestone ID,Project Milestone,SLA Status,UUID,\
Related to,Blocked by,Duplicate of
ENG-1,Engine,Search,,In Progress,,High,p-1,Atlas,ann,bo,"Web, Fast",4,,2024-11-25T00:00:00Z,\
2024-12-09T00:00:00Z,2024-11-01T10:00:00.000Z,2024-11-26T10:00:00.000Z,2024-11-20T10:00:00.000Z,,,,\
,2024-12-24,,,m-1,Beta,,uuid-1,,,
ENG-2,Engine,"'=Sum it
up",,Shipped,3,No priority,p-1,Atlas,ann,,,4,Cycle four,2024-11-25T00:00:00Z,\
2024-12-09T00:00:00Z,2024-11-02T10:00:00.000Z,2024-11-28T10:00:00.000Z,2024-11-21T10:00:00.000Z,,\
2024-11-28T10:00:00.000Z,,,,ENG-1,,,,,uuid-2,,,
ENG-3,Engine,Drop it,,Duplicate,1,Low,,,ann,,,,,,,2024-11-03T10:00:00.000Z,\
2024-11-04T10:00:00.000Z,,,,2024-11-04T10:00:00.000Z,,,ENG-1,,,,,uuid-3,,"ENG-1, ENG-2",
"""


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def write_folder(folder: Path, **changed: str) -> Path:
    """Write the whole data folder; `issues=...` and the like say what is other than usual."""
    return write_files(folder, FOLDER | {f"{name}.csv": text for name, text in changed.items()})
