"""A long text that is made before it is sent, and takes little room meanwhile. Pure."""

import zlib
from collections.abc import Iterable, Iterator

# With the head and the end of a file of gzip (RFC 1952).
GZIP = 16 + zlib.MAX_WBITS
# Bytes of plain text that are sent at once.
PIECE = 64 * 1024


class Packed:
    """A text in UTF-8, packed by gzip: iterating yields its bytes, `length` of them.

    `pieces` are what it is packed into, for whoever unpacks it there, `packed_length` bytes.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.length = 0
        self.pieces = [piece for piece in self._pack(texts) if piece]
        self.packed_length = sum(map(len, self.pieces))

    def __iter__(self) -> Iterator[bytes]:
        unpacker = zlib.decompressobj(GZIP)
        for piece in self.pieces:
            waiting = piece
            while waiting:
                yield unpacker.decompress(waiting, PIECE)
                waiting = unpacker.unconsumed_tail
        yield unpacker.flush()

    def _pack(self, texts: Iterable[str]) -> Iterator[bytes]:
        packer = zlib.compressobj(wbits=GZIP)
        for text in texts:
            content = text.encode()
            self.length += len(content)
            yield packer.compress(content)
        yield packer.flush()
