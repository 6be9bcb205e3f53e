"""The coding engine: cuts texts into segments, compiles codebooks and proposes codings with reasons; reads no files of its own."""
