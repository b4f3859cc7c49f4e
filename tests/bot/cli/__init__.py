"""The command line, run as a user would: arguments in, exit code, stdout and stderr out."""
