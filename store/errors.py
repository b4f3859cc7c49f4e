"""What can go wrong with the database, sorted by what the caller does next."""


class StoreError(Exception):
    """The store cannot do what was asked. The message names the thing, the reason, the way out."""


class UnusableDatabaseError(StoreError):
    """A person must act first: not a database, no permission, a newer schema, a wrong address."""


class BusyDatabaseError(StoreError):
    """The same call may succeed later: locked by another process, or the server is away."""


class DefinitionError(StoreError):
    """A written release definition says something that cannot be resolved."""


class UnreadableInputsError(StoreError):
    """The inputs of a kept forecast are not there any more, or not readable: forecast anew."""
