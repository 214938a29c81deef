"""What pages share: the frame, the session's member and language, messages, drafts, addresses."""
