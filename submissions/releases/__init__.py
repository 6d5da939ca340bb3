"""Press releases: where they come from, the queue, and the desk that turns them into articles."""
