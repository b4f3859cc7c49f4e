"""Every sentence that Shipcast says, and the forms of its dates and numbers."""
