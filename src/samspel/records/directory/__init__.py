"""What everybody can see of the register, by somebody's decision."""
