"""What really happened, over what was simulated: measured on many projects, laid on new ones."""
