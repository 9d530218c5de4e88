"""Two duty lists held against each other, duty by duty and word by word."""
