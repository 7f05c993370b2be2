"""From postcodes to the English Indices of Deprivation."""
