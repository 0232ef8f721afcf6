"""Training of Chancery's reader model: windows of sentences in, acts with parties, status and measure out."""
