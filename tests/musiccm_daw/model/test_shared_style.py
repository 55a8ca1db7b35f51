"""Shared style: statistics become common, order stays, families keep to themselves, later steps are left alone."""

import torch

from musiccm_daw.model.shared_style import in_one_style, share_style


def windows() -> torch.Tensor:
    generator = torch.Generator().manual_seed(1)
    sizes = torch.tensor([1.0, 2.0, 0.5, 3.0])[:, None, None]
    return sizes * torch.randn(4, 3, 48, generator=generator) + sizes


def test_all_windows_get_the_same_mean_and_deviation() -> None:
    x = windows()
    styled = share_style(x, torch.zeros(4, dtype=torch.long))
    means, deviations = styled.mean(-1), styled.var(-1, correction=0)
    assert torch.allclose(means, x.mean((0, 2)).expand_as(means), atol=1e-5)
    assert torch.allclose(deviations, x.var(-1, correction=0).mean(0).expand_as(deviations), rtol=1e-4)


def test_what_happens_when_stays() -> None:
    x = windows()
    styled = share_style(x, torch.zeros(4, dtype=torch.long))
    assert torch.equal(styled.argsort(-1), x.argsort(-1))


def test_families_keep_to_themselves_and_a_lone_window_stays() -> None:
    x = windows()
    styled = share_style(x, torch.tensor([0, 0, 1, 2]))
    assert torch.allclose(styled[2:], x[2:], atol=1e-4)
    assert torch.allclose(styled[:2], share_style(x[:2], torch.zeros(2, dtype=torch.long)), atol=1e-6)


def test_only_the_first_step_is_styled() -> None:
    x = windows()
    predict = in_one_style(lambda each, _: each, torch.zeros(4, dtype=torch.long))
    assert torch.equal(predict(x, 759), x)
    assert torch.equal(predict(x, 999), share_style(x, torch.zeros(4, dtype=torch.long)))
