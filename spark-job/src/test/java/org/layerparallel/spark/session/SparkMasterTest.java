package org.layerparallel.spark.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

class SparkMasterTest {

  private static final int CORES = 4;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "local | true | 1",
        "local[1] | true | 1",
        "local[3] | true | 3",
        "local[8] | true | 4",
        "local[*] | true | 4",
        "local[ 2 , 5 ] | true | 2",
        "local[*,5] | true | 4",
        "local[99999999999] | true | 4",
        "local-cluster[2,1,1024] | false | 2147483647",
        "local[two] | false | 2147483647",
        "spark://host:7077 | false | 2147483647",
        "yarn | false | 2147483647",
      })
  void tellsWhatThereIsBeforeThereIsASpark(String url, boolean local, int mostSlots) {
    SparkMaster master = new SparkMaster(url);
    assertEquals(local, master.isLocal());
    assertEquals(mostSlots, master.mostSlots(CORES));
  }

  @Test
  void isTheOneThatASessionWouldHave() {
    assertEquals("local[*]", SparkSessions.master(Optional.empty()).url());
    assertEquals("yarn", SparkSessions.master(Optional.of("yarn")).url());
    System.setProperty("spark.master", "local[3]");
    try {
      assertEquals("local[3]", SparkSessions.master(Optional.of("yarn")).url());
    } finally {
      System.clearProperty("spark.master");
    }
  }
}
