"""What people's decisions come to: which of them stand, which words they hang on, what they make of claims and links."""
