"""How `anneal serve` is set up, and what it says when it cannot be."""

import socket

from support_http import anneal, shared  # noqa: F401


def test_an_address_that_is_taken_is_said_with_what_to_do(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = anneal("serve", "--data", tmp_path / "data", "--listen", address)
    assert done.returncode == 2
    assert f"cannot listen on {address}: Address already in use; choose another address with --listen" in done.stderr


def test_a_variable_that_is_no_setting_is_named(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = anneal(
            "serve", "--data", tmp_path / "data", "--listen", f"127.0.0.1:{taken.getsockname()[1]}",
            ANNEAL_CONCURENCY="2", ANNEAL_CONCURRENCY="2")
    assert "ANNEAL_CONCURENCY is no setting" in done.stderr
    assert "ANNEAL_CONCURRENCY " not in done.stderr


def test_an_unknown_key_of_the_file_is_an_error_with_its_line(tmp_path):
    file = tmp_path / "anneal.yml"
    file.write_text("concurrency: 2\nconcurency: 3\n")
    done = anneal("serve", "--data", tmp_path / "data", "--config", file)
    assert done.returncode == 2
    assert f"{file}:2" in done.stderr and "concurency" in done.stderr
    assert not (tmp_path / "data").exists()


def test_a_second_server_on_one_folder_is_refused(shared):  # noqa: F811
    done = anneal("serve", "--data", shared.data, "--listen", "127.0.0.1:0")
    assert done.returncode == 2 and "another" in done.stderr, done.stderr
    assert shared.is_alive()
