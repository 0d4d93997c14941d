"""How fast Samspel measures, beside other programs and the floor: `script/bench` runs it.

No part of the product: what is installed here for comparison is installed nowhere else.
"""
