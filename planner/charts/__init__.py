"""Charts as specs that can be cached without their data; one table of marks for all."""
