// HTTPS with a certificate made here.
#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <filesystem>
#include <memory>

#include "http/stream.hpp"
#include "test_server.hpp"

namespace niangjia::http {
namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;

// Writes a key and a certificate that it signs itself.
Tls make_certificate(const fs::path& folder) {
  Tls files{(folder / "certificate.pem").string(), (folder / "key.pem").string()};
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  auto* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  X509_sign(certificate.get(), key.get(), EVP_sha256());
  std::FILE* out = std::fopen(files.certificate_file.c_str(), "w");
  PEM_write_X509(out, certificate.get());
  std::fclose(out);
  out = std::fopen(files.key_file.c_str(), "w");
  PEM_write_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(out);
  return files;
}

class TlsTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "niangjia-tls-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    options_ = test_options();
    options_.tls = make_certificate(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path folder_;
  ServerOptions options_;
};

class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port, int newest = TLS1_3_VERSION)
      : context_(asio::ssl::context::tls_client), stream_(io_, context_) {
    SSL_set_max_proto_version(stream_.native_handle(), newest);
    // An old protocol is refused by this side's own rules too, unless told otherwise.
    SSL_set_security_level(stream_.native_handle(), 0);
    stream_.lowest_layer().connect({asio::ip::address_v4::loopback(), port});
    stream_.handshake(asio::ssl::stream_base::client, error_);
  }
  [[nodiscard]] bool is_open() const { return !error_; }
  void send(std::string_view bytes) { asio::write(stream_, asio::buffer(bytes), error_); }
  std::string read_until(std::string_view text) {
    const auto count = asio::read_until(stream_, asio::dynamic_buffer(pending_), text, error_);
    auto taken = pending_.substr(0, count);
    pending_.erase(0, count);
    return taken;
  }
  std::string read(std::size_t count) {
    if (pending_.size() < count) {
      asio::read(stream_, asio::dynamic_buffer(pending_),
                 asio::transfer_exactly(count - pending_.size()), error_);
    }
    return pending_.substr(0, count);
  }

 private:
  asio::io_context io_;
  asio::ssl::context context_;
  asio::ssl::stream<asio::ip::tcp::socket> stream_;
  boost::system::error_code error_;
  std::string pending_;
};

TEST_F(TlsTest, AnswersAndAsksBrowsersToStay) {
  TestServer server(options_);
  TlsClient client(server.port());
  ASSERT_TRUE(client.is_open());
  for (int i = 0; i < 3; ++i) {
    client.send("GET /api/hello HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(
        contains(client.read_until("\r\n\r\n"), "Strict-Transport-Security: max-age=31536000\r\n"));
    EXPECT_EQ(client.read_until("}"), "{\"hello\":true}");
  }
}

TEST_F(TlsTest, LargeBodiesPassBothWays) {
  TestServer server(options_);
  TlsClient client(server.port());
  client.send("POST /api/import HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" +
              std::string(3'000'000, 'a'));
  client.read_until("\r\n\r\n");
  EXPECT_EQ(client.read_until("3000000"), "3000000");
  client.send("GET /api/large HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(contains(client.read_until("\r\n\r\n"), "Content-Length: 3000000\r\n"));
  EXPECT_EQ(client.read(3'000'000), std::string(3'000'000, 'x'));
}

TEST_F(TlsTest, OldProtocolsAreRefused) {
  TestServer server(options_);
  EXPECT_FALSE(TlsClient(server.port(), TLS1_1_VERSION).is_open());
  EXPECT_TRUE(TlsClient(server.port(), TLS1_2_VERSION).is_open());
}

TEST_F(TlsTest, PlainRequestIsNotAnswered) {
  TestServer server(options_);
  EXPECT_FALSE(
      contains(Client(server.port()).send("GET /api/hello HTTP/1.1\r\nHost: x\r\n\r\n").read_all(),
               "hello"));
}

TEST_F(TlsTest, EventsAreStreamed) {
  StreamHub hub;
  Router router;
  router.add(Method::get, "/api/stream", [&hub](const Request& request) -> Result<Response> {
    return hub.subscribe(request, "owner", [](const StreamEvent&) { return true; });
  });
  TestServer server(options_, std::move(router));
  TlsClient client(server.port());
  client.send("GET /api/stream HTTP/1.1\r\nHost: x\r\n\r\n");
  client.read_until("\r\n\r\n");
  client.read_until("\n\n");
  for (int i = 0; i < 50; ++i) {
    hub.publish({"entry", std::to_string(i), ""});
    EXPECT_TRUE(contains(client.read_until("\n\n"), "data: " + std::to_string(i) + "\n"));
  }
  (*server).stop();
  EXPECT_EQ(client.read_until("\n\n"), "");
}

TEST_F(TlsTest, KeyOfAnotherCertificateIsAnError) {
  const auto other = folder_ / "other";
  fs::create_directory(other);
  options_.tls.key_file = make_certificate(other).key_file;
  const auto server = Server::create(options_, Router());
  ASSERT_FALSE(server.has_value());
  EXPECT_TRUE(contains(server.error().message, "key.pem"));
}

}  // namespace
}  // namespace niangjia::http
