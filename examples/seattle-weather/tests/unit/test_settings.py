import pytest

from weather import settings


def test_the_seed_is_the_engines(monkeypatch):
    monkeypatch.setenv("ANNEAL_SEED", "18446744073709551615")
    assert settings.seed() == 2**64 - 1


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_setting_means_the_default(monkeypatch, text):
    monkeypatch.setenv("WEATHER_EPOCHS", text)
    assert settings.epochs() == 30


@pytest.mark.parametrize("text", ["-1", "1.5", "abc", "²", "18446744073709551616"])
def test_a_seed_that_is_none_is_refused_by_name(monkeypatch, text):
    monkeypatch.setenv("ANNEAL_SEED", text)
    with pytest.raises(ValueError, match=f"ANNEAL_SEED is '{text}'"):
        settings.seed()
