//! The one binary of integration tests: linking the typesetter is slow, so it is linked once.

mod architecture;
