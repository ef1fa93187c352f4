"""What may not be told is taken away: names (`policy`), sentences (`mentions`) and files (`beside`)."""
