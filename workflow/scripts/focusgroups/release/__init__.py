"""The last look before anything is published: what is printed, who could be in it, and is it so."""
