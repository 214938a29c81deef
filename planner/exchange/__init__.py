"""Files in and out as shapes: what a file says, before anybody asks what it means."""
