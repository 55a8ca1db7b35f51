"""What `musiccm bench` measures beyond a loaded model: other processes, other models, and how cost grows."""
