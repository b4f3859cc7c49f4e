"""What people say of a release, read and checked before it is kept."""
