"""The windows: full cover, least squares, one window means no windows, circular means no seam."""

import torch
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.model.sampler import Predict
from musiccm_daw.model.shared_restriction import (
    WindowPlan,
    crop,
    fuse,
    in_turns,
    plan_windows,
    restrict,
    shares,
)

plans = st.builds(
    lambda length, window, stride, circular: plan_windows(
        3 * length, window=3 * window, stride=3 * min(stride, window), circular=circular
    ),
    st.integers(1, 60),
    st.integers(1, 30),
    st.integers(1, 30),
    st.booleans(),
)


@given(plans)
def test_every_column_is_under_a_window(plan: WindowPlan) -> None:
    assert set(plan.positions().flatten().tolist()) == set(range(plan.length))


@given(plans)
def test_fusing_the_crops_of_a_latent_gives_it_back(plan: WindowPlan) -> None:
    latent = torch.randn(1, 4, plan.length, generator=torch.Generator().manual_seed(1))
    assert torch.allclose(fuse(crop(latent, plan), plan), latent, atol=1e-5)


@given(plans)
def test_fused_values_lie_between_the_windows_values(plan: WindowPlan) -> None:
    windows = torch.rand(len(plan.starts), 2, plan.window, generator=torch.Generator().manual_seed(2))
    fused = fuse(windows, plan)
    assert fused.min() >= windows.min() - 1e-6
    assert fused.max() <= windows.max() + 1e-6


@given(plans)
def test_each_cover_leaves_no_column_out(plan: WindowPlan) -> None:
    for cover in plan.covers():
        assert set(cover.starts) <= set(plan.starts)
        assert set(cover.positions().flatten().tolist()) == set(range(plan.length))


@given(st.integers(3, 60), st.integers(1, 30), st.booleans())
def test_every_border_lies_inside_a_window_of_one_of_the_covers(strides: int, stride: int, circular: bool) -> None:
    plan = plan_windows(strides * stride, window=2 * stride, stride=stride, circular=circular)
    borders = [
        {edge % plan.length for start in cover.starts for edge in (start, start + plan.window)} - {0}
        for cover in plan.covers()
    ]
    inside = [
        {(start + column) % plan.length for start in cover.starts for column in range(1, plan.window)}
        for cover in plan.covers()
    ]
    assert borders[0] | borders[1] <= inside[0] | inside[1]
    if circular and len(plan.starts) % 2 == 0:
        assert all(len(cover.starts) == len(plan.starts) // 2 for cover in plan.covers())
        assert borders[0] <= inside[1]
        assert borders[1] <= inside[0]


def test_windows_side_by_side_have_one_cover() -> None:
    plan = plan_windows(36, window=12, stride=12, circular=False)
    assert plan.covers() == (plan, plan)


def test_predictions_take_turns_after_the_first() -> None:
    asked: list[str] = []

    def named(name: str) -> Predict:
        return lambda x, _: asked.append(name) or x

    predict = in_turns(named("all"), named("evens"), named("odds"))
    for timestep in (999, 579, 259, 79):
        predict(torch.zeros(1, 1, 1), timestep)
    assert asked == ["all", "evens", "odds", "evens"]


def test_a_linear_latent_no_longer_than_the_window_is_one_window() -> None:
    plan = plan_windows(48, window=192, stride=96, circular=False)
    assert plan == WindowPlan(48, 48, (0,), circular=False)
    x = torch.randn(1, 4, 48)
    assert torch.allclose(restrict(lambda window, _: 2 * window, plan)(x, 999), 2 * x, atol=1e-6)


def test_a_rotated_loop_gives_the_rotated_prediction() -> None:
    plan = plan_windows(192, window=96, stride=48, circular=True)

    def smooth(windows: torch.Tensor, _: int) -> torch.Tensor:
        return torch.nn.functional.avg_pool1d(windows, 5, 1, 2, count_include_pad=False)

    x = torch.randn(1, 4, 192, generator=torch.Generator().manual_seed(3))
    predict = restrict(smooth, plan)
    rotated = predict(x.roll(48, -1), 0)
    assert torch.allclose(rotated, predict(x, 0).roll(48, -1), atol=1e-6)


@given(plans)
def test_shares_add_up_to_one_on_every_column(plan: WindowPlan) -> None:
    found = shares(plan)
    total = torch.zeros(plan.length).index_add_(0, plan.positions().flatten(), found.flatten())
    assert torch.allclose(total, torch.ones(plan.length), atol=1e-5)
    assert found.min() > 0


def test_windows_that_do_not_overlap_are_independent() -> None:
    plan = plan_windows(24, window=12, stride=12, circular=False)
    x = torch.randn(1, 2, 24, generator=torch.Generator().manual_seed(4))
    changed = torch.cat([x[..., :12], torch.zeros(1, 2, 12)], dim=-1)
    predict = restrict(lambda windows, _: windows.cumsum(-1), plan)
    assert torch.equal(predict(x, 0)[..., :12], predict(changed, 0)[..., :12])


def test_averaging_fewer_windows_with_one_noise_keeps_its_size() -> None:
    # The paper leaves open whether noise comes before or after the fusion: before, overlaps would lose an eighth of it.
    plan = plan_windows(9_600, window=192, stride=96, circular=True)
    noise = torch.randn(1, 1, 9_600, generator=torch.Generator().manual_seed(5))
    own = torch.randn(len(plan.starts), 1, 192, generator=torch.Generator().manual_seed(6))
    assert float(fuse(crop(noise, plan), plan).std()) > 0.98
    assert float(fuse(own, plan).std()) < 0.9
