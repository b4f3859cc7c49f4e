"""Why a forecast says what it says, and what it would say if things were different."""
