"""Pure rules of the field: values in, values out; no session, no clock, no screen."""
