"""What the law asks: the packs, how they are read, and what makes one untrustworthy."""
