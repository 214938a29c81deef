"""What runs later or takes long: leases, the kinds of jobs, and the worker that runs them."""
