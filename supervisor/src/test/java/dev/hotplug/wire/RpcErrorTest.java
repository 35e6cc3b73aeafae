package dev.hotplug.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An odd error is still an error. */
class RpcErrorTest {

  @Test
  void errorsAreReadLeniently() {
    check("{'code':-32601,'message':'no'}", -32601, "no");
    check("{'message':'no','data':{'code':1},'code':7}", 7, "no");
    check("{'code':'E1','message':'no'}", 0, "no");
    check("{'code':1.5}", 0, "");
    check("{'code':99999999999}", 0, "");
    check("{'message':{'a':1}}", 0, "");
    check("{}", 0, "");
    check("'text'", 0, "");
    check("[1]", 0, "");
    check("{'data':" + "[".repeat(2_000) + "]".repeat(2_000) + ",'code':3}", 3, "");
  }

  @Test
  void whatIsWrittenIsRead() {
    var bare = new RpcError(RpcError.INVALID_PARAMS, "a \"b\"\n");
    var detailed = new RpcError(7, "no", Span.of("{\"exact\":1.0}"));

    assertThat(RpcError.of(bare.span())).isEqualTo(bare);
    assertThat(RpcError.of(detailed.span())).isEqualTo(detailed);
  }

  private static void check(String json, int code, String message) {
    var error = RpcError.of(Span.of(json.replace('\'', '"')));

    assertThat(error.code()).as(json).isEqualTo(code);
    assertThat(error.message()).as(json).isEqualTo(message);
  }
}
