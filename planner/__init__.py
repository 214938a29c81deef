"""The district strategy planner: doors, pages, use cases and rules, floor by floor."""
