"""One seed for a run, and a stream of its own for each thing that draws.

Neighbours get `rng_for`. There is no global seed: what draws is handed its generator.
"""

from hashlib import sha256

import numpy as np

__all__ = ["rng_for"]


def rng_for(seed: int, *parts: str | int) -> np.random.Generator:
    """A generator that depends on the seed and the parts alone, never on the order of work.

    Parameters
    ----------
    seed : int
        The run's seed.
    *parts : str or int
        What the stream is for, such as the ecosystem and the gap. `1` and `"1"` differ.

    Examples
    --------
    >>> bool(rng_for(1, "research").random() == rng_for(1, "research").random())
    True
    """
    # Each part carries its kind and length, so ("ab", "c") and ("a", "bc") differ.
    text = "".join(f"{type(p).__name__}:{len(str(p))}:{p};" for p in (seed, *parts))
    digest = sha256(text.encode()).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "big")))
