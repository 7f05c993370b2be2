"""Rich text: from its control words to the talk, and to what nobody sees."""
