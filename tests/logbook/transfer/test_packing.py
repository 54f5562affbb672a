import zlib

from logbook.transfer.packing import PIECE, Packed


def test_packed_text_comes_back_as_bytes_of_its_length() -> None:
    packed = Packed(["Knie: ", "müde\n"])

    assert b"".join(packed) == "Knie: müde\n".encode()
    assert packed.length == len("Knie: müde\n".encode())


def test_packed_text_comes_back_each_time() -> None:
    packed = Packed(["once"])

    assert [*packed] == [*packed] == [b"once"]


def test_nothing_packed_is_nothing() -> None:
    assert ([*Packed([])], Packed([]).length) == ([], 0)


def test_long_text_is_sent_in_pieces_and_kept_small() -> None:
    texts = [f"workout {number}, set {number % 3}\n" for number in range(20_000)]

    packed = Packed(iter(texts))
    pieces = [*packed]

    assert b"".join(pieces) == "".join(texts).encode()
    assert packed.length == sum(map(len, texts))
    assert all(PIECE <= len(piece) < PIECE + 100 for piece in pieces[:-1])
    assert sum(len(piece) for piece in packed._pieces) < packed.length / 3
    assert len(zlib.decompress(packed._pieces[0])) == len(pieces[0])
