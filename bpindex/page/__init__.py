"""The page: where every text of the notice stands, before anything is written."""
