package org.layerparallel.benchmark;

import java.util.Arrays;
import java.util.Optional;

/** What is measured over width and examples; each is one product of {@code 2 width^2 examples} operations, and more. */
enum Operation {
  PRODUCT("product", "bare product", null),
  STEP("step", "state step", PRODUCT),
  FUSED_STEP("fusedStep", "state step, plain Java", PRODUCT),
  STEP_WITH_SLOPE("stepWithSlope", "state step with slope", PRODUCT),
  TRANSPOSED_PRODUCT("transposedProduct", "bare product, transposed", null),
  ADJOINT_STEP("adjointStep", "adjoint step", TRANSPOSED_PRODUCT),
  GRADIENT_PRODUCT("gradientProduct", "bare product of the gradient", null),
  GRADIENT("addGradient", "gradient", GRADIENT_PRODUCT);

  private final String method;
  private final String label;
  private final Operation bare;

  Operation(String method, String label, Operation bare) {
    this.method = method;
    this.label = label;
    this.bare = bare;
  }

  /** The operation that the benchmark method of this name measures. */
  static Optional<Operation> of(String method) {
    return Arrays.stream(values()).filter(operation -> operation.method.equals(method)).findFirst();
  }

  /** How the table calls it. */
  String label() {
    return label;
  }

  /** The bare product it is held to; none where it is one. */
  Optional<Operation> bare() {
    return Optional.ofNullable(bare);
  }
}
