"""Issues out of CSV files: a data folder, Jira's export, Linear's export."""
