"""Drums: grooves and fills, single percussion instruments, and the kit of an orchestra."""
