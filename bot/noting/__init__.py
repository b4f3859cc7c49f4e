"""Release notes: drafted from the issues, edited by people, told as Slack or Markdown."""
