import gzip

from logbook.transfer.packing import PIECE, Packed


def test_packed_text_comes_back_as_bytes_of_its_length() -> None:
    packed = Packed(["Knie: ", "müde\n"])

    assert b"".join(packed) == "Knie: müde\n".encode()
    assert packed.length == len("Knie: müde\n".encode())


def test_packed_text_comes_back_each_time() -> None:
    packed = Packed(["once"])

    assert b"".join(packed) == b"".join(packed) == b"once"


def test_nothing_packed_is_nothing() -> None:
    assert (b"".join(Packed([])), Packed([]).length) == (b"", 0)


def test_pieces_are_a_file_of_gzip() -> None:
    packed = Packed(["Knie: ", "müde\n"])

    file = b"".join(packed.pieces)

    assert gzip.decompress(file) == "Knie: müde\n".encode()
    assert packed.packed_length == len(file)


def test_long_text_is_sent_in_pieces_and_kept_small() -> None:
    texts = [f"workout {number}, set {number % 3}\n" for number in range(200_000)]

    packed = Packed(iter(texts))
    pieces = [*packed]

    assert b"".join(pieces) == "".join(texts).encode()
    assert packed.length == sum(map(len, texts))
    assert max(map(len, pieces)) <= PIECE < packed.length / 10
    assert packed.packed_length < packed.length / 4
    assert max(map(len, packed.pieces)) <= 2 * PIECE


def test_text_that_says_the_same_again_and_again_is_sent_in_pieces_too() -> None:
    packed = Packed(["0" * 1000 for _number in range(5000)])

    pieces = [*packed]

    assert packed.packed_length < PIECE
    assert max(map(len, pieces)) == PIECE
    assert b"".join(pieces) == b"0" * 5_000_000
